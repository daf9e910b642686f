package io.digitstream.standalone.broker;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * Two free ports of this machine's loopback interface. Immutable.
 *
 * @param broker for clients
 * @param controller for the broker's own controller
 */
record LoopbackPorts(int broker, int controller) {
    private static final String HOST = "127.0.0.1";
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    /**
     * Finds two ports that are free now; nothing keeps others from taking them.
     *
     * @param broker the port that clients shall use, 0 for any
     * @throws BindException if that port is taken
     */
    static LoopbackPorts reserve(int broker) throws IOException {
        InetAddress loopback = InetAddress.getByAddress(LOOPBACK);
        try (ServerSocket forBroker = new ServerSocket(broker, 1, loopback);
                ServerSocket forController = new ServerSocket(0, 1, loopback)) {
            return new LoopbackPorts(forBroker.getLocalPort(), forController.getLocalPort());
        } catch (BindException e) {
            throw new IOException("port " + broker + " of " + HOST + " is taken", e);
        }
    }

    String brokerAddress() {
        return HOST + ":" + broker;
    }

    String controllerAddress() {
        return HOST + ":" + controller;
    }
}
