package io.omniroute.bench.relay;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * The least that a gateway on this server can do: it sends a request's body on over a kept connection and copies the answer
 * back, chunk by chunk. It knows no keys, keeps no record and looks at nothing. What it costs is what the platform costs.
 */
@WebServlet("/v1/*")
public final class RelayServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final int VENDOR = Integer.getInteger("relay.vendor");
    private static final String HEAD = "POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:" + VENDOR
            + "\r\nAuthorization: Bearer vendor-key\r\nContent-Type: application/json\r\nContent-Length: ";

    private static final ConcurrentLinkedDeque<VendorLine> IDLE = new ConcurrentLinkedDeque<>();

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        VendorLine line = IDLE.pollFirst();
        if (line == null) {
            line = new VendorLine(VENDOR);
        }
        line.send(withHead(request.getInputStream().readAllBytes()));
        VendorLine.Head head = line.readHead();
        response.setContentType(head.contentType());
        OutputStream out = response.getOutputStream();
        if (head.length() >= 0) {
            response.setContentLength(head.length());
            line.copy(head.length(), out);
        } else {
            copyChunks(line, out);
        }
        IDLE.addFirst(line); // before the last byte leaves: the caller's next request may come at once
        out.close();
    }

    private static byte[] withHead(byte[] body) {
        byte[] head = (HEAD + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[head.length + body.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }

    /** RFC 9112, 7.1. Whatever has come is passed on before more is waited for. */
    private static void copyChunks(VendorLine line, OutputStream out) throws IOException {
        for (int size = line.chunkSize(); size > 0; size = line.chunkSize()) {
            line.copy(size, out);
            line.readLine();
            if (line.isDrained()) {
                out.flush();
            }
        }
        line.readLine();
    }
}
