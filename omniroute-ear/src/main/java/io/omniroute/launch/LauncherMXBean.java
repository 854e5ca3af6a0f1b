package io.omniroute.launch;

/** What the application may tell its launcher, at {@code io.omniroute:type=Launcher}. */
public interface LauncherMXBean {
    /** Shows one line on the terminal and writes it nowhere else. */
    void print(String line);

    /** Gives the reason for a start that is about to fail; the first one counts. */
    void refuse(String reason);

    /** Says that the application is up. */
    void started();
}
