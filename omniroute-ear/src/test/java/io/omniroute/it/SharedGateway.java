package io.omniroute.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a {@link RunningGateway} parameter: one gateway for the whole test run, started by the first test that wants it. Tests
 * that stop it or that need settings of their own start their own instead.
 */
public final class SharedGateway implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RunningGateway.class;
    }

    @Override
    public RunningGateway resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedGateway.class))
                .getOrComputeIfAbsent(Life.class, key -> Life.begin(), Life.class)
                .gateway();
    }

    /** The gateway and its data, gone when the test run is over. */
    private record Life(RunningGateway gateway, Path data) implements AutoCloseable {
        static Life begin() {
            try {
                Path data = Files.createTempDirectory("omniroute-it");
                return new Life(RunningGateway.start(GatewaySetup.in(data)), data);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            gateway.kill();
            try (Stream<Path> files = Files.walk(data)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
