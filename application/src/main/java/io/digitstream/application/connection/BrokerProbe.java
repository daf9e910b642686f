package io.digitstream.application.connection;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Finds out why no broker answers: Kafka's clients do not say that they speak another protocol than the broker, nor that the
 * addresses which it advertises cannot be reached. Thread-safe.
 *
 * @param server the first of the bootstrap servers that takes connections; empty for none
 * @param plaintext whether it answers without TLS
 * @param tls whether it speaks TLS
 * @param advertised addresses of its cluster, if it tells them without TLS and login
 */
public record BrokerProbe(String server, boolean plaintext, boolean tls, List<String> advertised) {
    private static final BrokerProbe NO_ANSWER = new BrokerProbe("", false, false, List.of());
    private static final int PATIENCE_MILLIS = (int) Duration.ofSeconds(2).toMillis();
    private static final int MOST_BROKERS = 10_000;
    private static final short METADATA = 3;
    private static final short VERSION = 1;
    private static final int CORRELATION = 0x44535447;

    public BrokerProbe {
        advertised = List.copyOf(advertised);
    }

    /** Asks the first bootstrap server that takes connections; takes a few seconds at most. */
    public static BrokerProbe of(String bootstrapServers) {
        for (String server : bootstrapServers.split(",", -1)) {
            try (Socket socket = connect(server.strip())) {
                return ask(server.strip(), socket);
            } catch (IOException e) {
                // The next address may answer.
            }
        }
        return NO_ANSWER;
    }

    private static Socket connect(String server) throws IOException {
        int colon = server.lastIndexOf(':');
        if (colon < 0 || !server.substring(colon + 1).matches("\\d{1,4}|[1-5]\\d{4}|6[0-5]\\d{3}")) {
            throw new IOException("no address: " + server);
        }
        String host = server.substring(0, colon).replaceAll("^.*://|[\\[\\]]", "");
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(host, Integer.parseInt(server.substring(colon + 1))), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static BrokerProbe ask(String server, Socket socket) {
        try {
            socket.getOutputStream().write(metadataRequest());
            List<String> advertised = advertised(new DataInputStream(socket.getInputStream()));
            return new BrokerProbe(server, true, false, advertised);
        } catch (IOException e) {
            // It wants TLS, or a login first.
            return new BrokerProbe(server, false, speaksTls(server), List.of());
        }
    }

    /** Kafka's protocol: size, header, and no topics. */
    private static byte[] metadataRequest() throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(request);
        out.writeInt(2 * Short.BYTES + Integer.BYTES + Short.BYTES + Integer.BYTES);
        out.writeShort(METADATA);
        out.writeShort(VERSION);
        out.writeInt(CORRELATION);
        out.writeShort(-1);
        out.writeInt(0);
        return request.toByteArray();
    }

    private static List<String> advertised(DataInputStream answer) throws IOException {
        answer.skipNBytes(Integer.BYTES);
        if (answer.readInt() != CORRELATION) {
            throw new IOException("this is not Kafka's protocol");
        }
        int brokers = answer.readInt();
        if (brokers < 0 || brokers > MOST_BROKERS) {
            throw new IOException("this is not Kafka's protocol");
        }
        List<String> advertised = new ArrayList<>();
        for (int broker = 0; broker < brokers; broker++) {
            answer.skipNBytes(Integer.BYTES);
            String host = string(answer);
            advertised.add(host + ":" + answer.readInt());
            string(answer);
        }
        return advertised;
    }

    private static String string(DataInputStream answer) throws IOException {
        short length = answer.readShort();
        return length < 0 ? "" : new String(answer.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static boolean speaksTls(String server) {
        try (Socket socket = connect(server);
                SSLSocket secured = (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault())
                        .createSocket(socket, server, socket.getPort(), true)) {
            secured.startHandshake();
            return true;
        } catch (SSLException e) {
            // It speaks TLS if it shows a certificate, trusted or not, or complains.
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof CertificateException) {
                    return true;
                }
            }
            return String.valueOf(e.getMessage()).contains("fatal alert");
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns what is wrong if the broker does not speak a client's protocol. */
    public Optional<String> mismatch(String securityProtocol) {
        boolean secured = securityProtocol.endsWith("SSL");
        if (tls && !secured) {
            return Optional.of(
                    "the broker at %s speaks TLS and security.protocol is %s: set it to SSL or SASL_SSL, or take a port without TLS"
                            .formatted(server, securityProtocol));
        }
        return plaintext && secured
                ? Optional.of(
                        "the broker at %s does not speak TLS and security.protocol is %s: set it to PLAINTEXT, or take a port with TLS"
                                .formatted(server, securityProtocol))
                : Optional.empty();
    }

    /** Returns what is wrong if no broker can be reached at the address that it advertises. */
    public Optional<String> unreachable() {
        for (String broker : advertised) {
            try {
                connect(broker).close();
                return Optional.empty();
            } catch (IOException e) {
                // Another one may be reached.
            }
        }
        return advertised.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "the broker at %s advertises %s, which cannot be reached from here: set the brokers' advertised.listeners"
                                        .formatted(server, String.join(", ", advertised))
                                + " to addresses that can");
    }
}
