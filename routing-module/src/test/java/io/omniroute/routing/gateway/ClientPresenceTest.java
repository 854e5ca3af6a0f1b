package io.omniroute.routing.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ClientPresenceTest {
    private final ClientPresence presence = new ClientPresence();

    @Test
    void aConnectedClientIsPresentAndAClosedOneHasLeft() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 2, InetAddress.getLoopbackAddress());
                Socket staying = new Socket()) {
            staying.connect(server.getLocalSocketAddress()); // an empty table would prove nothing
            server.accept();
            Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
            Socket accepted = server.accept();
            ClientSocket seen = new ClientSocket(
                    accepted.getInetAddress().getHostAddress(),
                    accepted.getPort(),
                    accepted.getLocalPort(),
                    () -> false);

            presence.refresh();
            assertThat(presence.hasLeft(seen)).isFalse();

            client.close();
            presence.refresh();
            assertThat(presence.hasLeft(seen)).isTrue();
            accepted.close();
        }
    }
}
