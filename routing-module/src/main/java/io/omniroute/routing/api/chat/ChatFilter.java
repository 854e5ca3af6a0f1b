package io.omniroute.routing.api.chat;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.routing.api.CallIntake;
import io.omniroute.routing.api.error.ApiErrors;
import io.omniroute.routing.gateway.ChatGateway;
import io.omniroute.routing.gateway.ClientCall;
import io.omniroute.routing.gateway.ClientReply;
import io.omniroute.routing.gateway.TokenCounting;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Takes the chat calls of all formats before JAX-RS sees them, which has nothing to do for bytes that no entity is made of
 * (docs/adr/0042). Each is served by a virtual thread: the container's own where that is one, as in the runnable jar (docs/adr/0043), else a new
 * one, so that the container's is free at once. All else goes on to the resources.
 */
public class ChatFilter extends HttpFilter {
    private static final long serialVersionUID = 1;
    private static final String METHODS = "POST,OPTIONS";

    private static final long NEVER = 0;

    @Inject
    private transient ChatGateway gateway;

    @Inject
    private transient TokenCounting counting;

    @Inject
    private transient ApiErrors errors;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        ChatAddress address = ChatAddress.of(request.getMethod(), request.getRequestURI(), request.getQueryString());
        switch (address) {
            case ChatAddress.Chat chat ->
                run(CallIntake.of(chat.format(), chat.envelope(), request), request, response, gateway::serve);
            case ChatAddress.Count count ->
                run(CallIntake.of(count.format(), count.envelope(), request), request, response, counting::serve);
            case ChatAddress.WrongMethod wrong -> otherMethod(request, response);
            case ChatAddress.UnknownAction unknown -> errors.send(request, response, unknown(unknown.action()));
            case ChatAddress.Elsewhere elsewhere -> chain.doFilter(request, response);
        }
    }

    private static void run(
            ClientCall call,
            HttpServletRequest request,
            HttpServletResponse response,
            BiConsumer<ClientCall, ClientReply> server) {
        // what the thread of one request means to the others of an HTTP/2 connection is the container's to know
        if (Thread.currentThread().isVirtual() && !request.getProtocol().startsWith("HTTP/2")) {
            serveHere(call, new ServletReply(response, () -> {}), server);
            return;
        }
        AsyncContext exchange = request.startAsync(request, response);
        exchange.setTimeout(NEVER); // the gateway's own watch has deadlines; containers' have been seen not to fire
        ServletReply reply = new ServletReply(response, exchange::complete);
        Thread.ofVirtual().name(call.requestId()).start(() -> {
            try {
                server.accept(call, reply);
            } finally {
                reply.abandon();
            }
        });
    }

    private static void serveHere(ClientCall call, ClientReply reply, BiConsumer<ClientCall, ClientReply> server) {
        Thread thread = Thread.currentThread();
        String idle = thread.getName();
        thread.setName(call.requestId());
        try {
            server.accept(call, reply);
        } finally {
            thread.setName(idle);
        }
    }

    /** RFC 9110, 9.3.7 and 15.5.6: OPTIONS tells what is possible, all else is not. */
    private void otherMethod(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Allow", METHODS);
        if (!request.getMethod().equals("OPTIONS")) {
            errors.send(request, response, wrongMethod(request));
        }
    }

    private static Failure wrongMethod(HttpServletRequest request) {
        return new Failure(
                FailureKind.BAD_REQUEST,
                HttpServletResponse.SC_METHOD_NOT_ALLOWED,
                request.getMethod() + " " + request.getRequestURI() + " is not possible; use POST.",
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Failure unknown(String action) {
        return Failure.of(
                FailureKind.NOT_FOUND,
                "There is no method '" + action + "'; use generateContent, streamGenerateContent or countTokens.",
                "not_found");
    }
}
