package io.digitstream.standalone.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.digitstream.application.connection.Connection;
import io.digitstream.schemas.Topics;
import io.digitstream.standalone.page.PageAccess;
import io.digitstream.standalone.page.PageServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/** The page without a broker, until this JVM ends. */
final class AskedPage {
    private static final int PATIENCE_MILLIS = 5_000;
    private static final int STATUS_LENGTH = "HTTP/1.1 200".length();

    private final PageServer server;

    AskedPage() {
        try {
            Connection nowhere = Connection.to("127.0.0.1:1", Topics.defaults());
            server = PageServer.start(nowhere, PageAccess.open(), "127.0.0.1", 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Asks it once.
     *
     * @param line method and path, as they stand in the first line of a request
     * @param header all of one, and perhaps more
     * @throws AssertionError if it answers that it has failed
     */
    void ask(byte[] line, byte[] header, byte[] body) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.write(line);
        request.write(" HTTP/1.1\r\nHost: localhost\r\nX-Digitstream: 1\r\nConnection: close\r\n".getBytes(ISO_8859_1));
        request.write(("Content-Length: " + body.length + "\r\n").getBytes(ISO_8859_1));
        request.write(header);
        request.write("\r\n\r\n".getBytes(ISO_8859_1));
        request.write(body);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.toByteArray());
            socket.shutdownOutput();
            String status = new String(socket.getInputStream().readNBytes(STATUS_LENGTH), ISO_8859_1);
            if (status.endsWith(" 500")) {
                throw new AssertionError(status + " to " + request.toString(ISO_8859_1));
            }
        } catch (SocketException | SocketTimeoutException e) {
            // Nobody has to answer nonsense.
        }
    }
}
