package io.omniroute.provider.client;

import jakarta.interceptor.Interceptor;

/** Priorities of the decorators around {@link ProviderClient}, from the caller inwards. */
public final class Order {
    public static final int TELEMETRY = Interceptor.Priority.APPLICATION + 10;
    public static final int CIRCUIT = Interceptor.Priority.APPLICATION + 20;
    public static final int LIMITS = Interceptor.Priority.APPLICATION + 30;
    public static final int TOKEN_RENEWAL = Interceptor.Priority.APPLICATION + 40;
    /** Innermost but for the network's own: a demo call takes part in everything else and leaves before the wire. */
    public static final int DEMO = Interceptor.Priority.APPLICATION + 50;

    public static final int PROXY_AND_TLS = Interceptor.Priority.APPLICATION + 60;

    private Order() {}
}
