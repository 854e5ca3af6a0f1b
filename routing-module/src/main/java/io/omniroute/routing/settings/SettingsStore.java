package io.omniroute.routing.settings;

/** Keeps the settings. Each call is one transaction. */
public interface SettingsStore {
    /** {@link Settings#DEFAULT} for whatever was never set. */
    Settings read();

    void write(Settings settings);
}
