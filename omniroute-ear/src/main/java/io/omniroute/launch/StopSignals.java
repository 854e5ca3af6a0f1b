package io.omniroute.launch;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * SIGTERM and SIGINT, before the JVM makes a shutdown of them. Shutdown hooks would be too late: they all run at once, and
 * Payara's takes the listener and the application down while ours would still be waiting for calls to finish.
 */
final class StopSignals {
    private StopSignals() {}

    /** Runs the action, once, in a thread of its own when either signal comes. */
    static void handle(Runnable action) {
        try {
            // by reflection: javac warns about sun.misc.Signal in a way that nothing but no -Werror at all would
            // silence
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Method register = signal.getMethod("handle", signal, handlerType);
            Object handler = Proxy.newProxyInstance(
                    StopSignals.class.getClassLoader(), new Class<?>[] {handlerType}, handlerFor(action));
            for (String name : new String[] {"TERM", "INT"}) {
                register.invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
            }
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            // a JVM without it, or one that keeps the signal for itself (-Xrs): the plain hook must do
            Runtime.getRuntime().addShutdownHook(new Thread(action, "omniroute-stop"));
        }
    }

    private static InvocationHandler handlerFor(Runnable action) {
        return (proxy, method, arguments) -> switch (method.getName()) {
            case "handle" -> {
                action.run();
                yield null;
            }
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "omniroute-stop";
        };
    }
}
