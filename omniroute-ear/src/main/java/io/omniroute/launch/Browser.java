package io.omniroute.launch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The browser of whoever sits at this machine, if anybody does. */
final class Browser {
    private Browser() {}

    static void show(String address) {
        command().ifPresent(command -> run(command, address));
    }

    private static Optional<List<String>> command() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (system.contains("mac")) {
            return Optional.of(List.of("open"));
        }
        if (system.contains("windows")) {
            return Optional.of(List.of("rundll32", "url.dll,FileProtocolHandler"));
        }
        boolean display = System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null;
        return display ? Optional.of(List.of("xdg-open")) : Optional.empty();
    }

    private static void run(List<String> command, String address) {
        ProcessBuilder browser = new ProcessBuilder(new ArrayList<>(command))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        browser.command().add(address);
        try {
            browser.start();
        } catch (IOException e) {
            // none installed: the address is on the terminal
        }
    }
}
