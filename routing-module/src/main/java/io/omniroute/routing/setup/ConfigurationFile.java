package io.omniroute.routing.setup;

import io.omniroute.provider.store.DuplicateException;
import io.omniroute.routing.administration.Configuration;
import io.omniroute.routing.audit.Actor;
import io.omniroute.routing.json.Body;
import io.omniroute.routing.json.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Applies the file that {@code OMNIROUTE_CONFIG} names: the export of {@code /api/config}, with secrets put in. A
 * connection may name an environment variable in {@code apiKeyEnv} instead of holding {@code apiKey}; that works here and
 * not in the API, which must not read the process's environment.
 */
@ApplicationScoped
public class ConfigurationFile {
    private final Configuration configuration;
    private final Optional<String> file;
    private final UnaryOperator<String> environment;

    @Inject
    public ConfigurationFile(
            Configuration configuration, @ConfigProperty(name = "OMNIROUTE_CONFIG") Optional<String> file) {
        this(configuration, file, System::getenv);
    }

    /** @param environment gives null for a variable that is not set, as {@link System#getenv(String)} does */
    ConfigurationFile(Configuration configuration, Optional<String> file, UnaryOperator<String> environment) {
        this.configuration = configuration;
        this.file = file.filter(name -> !name.isBlank());
        this.environment = environment;
    }

    protected ConfigurationFile() { // for the CDI proxy
        this(null, Optional.empty(), UnaryOperator.identity());
    }

    /**
     * All of the file, or nothing. Applying it again changes nothing.
     *
     * @return false when no file is configured
     * @throws SetupException naming the file and the JSON path
     */
    public boolean apply() {
        file.ifPresent(name -> {
            try {
                Body body = Body.parse(open(name));
                configuration.apply(Body.of(resolved(body.json())), Actor.SYSTEM);
            } catch (Refusal e) {
                throw fault(name, e.field(), e.getMessage(), e);
            } catch (DuplicateException e) {
                throw fault(name, Optional.of(e.field()), e.getMessage(), e);
            }
        });
        return file.isPresent();
    }

    private static InputStream open(String name) {
        try {
            return Files.newInputStream(Path.of(name));
        } catch (IOException | RuntimeException e) { // a name that is no path throws the latter
            throw new SetupException("OMNIROUTE_CONFIG: the file " + name + " cannot be read", e);
        }
    }

    private static SetupException fault(String name, Optional<String> field, String message, RuntimeException cause) {
        return new SetupException(
                "OMNIROUTE_CONFIG " + name + field.map(path -> ", " + path).orElse("") + ": " + message, cause);
    }

    private static String readName(JsonObject provider, String path) {
        try {
            return Body.of(provider).line("apiKeyEnv", 200).orElseThrow(() -> Body.of(provider)
                    .missing("apiKeyEnv"));
        } catch (Refusal e) {
            throw e.within(path);
        }
    }

    private JsonObject resolved(JsonObject json) {
        if (!(json.get("providers") instanceof JsonArray providers)) {
            return json;
        }
        JsonArrayBuilder resolved = Json.createArrayBuilder();
        for (int i = 0; i < providers.size(); i++) {
            resolved.add(withKey(providers.get(i), "providers[" + i + "]"));
        }
        return Json.createObjectBuilder(json).add("providers", resolved).build();
    }

    private JsonValue withKey(JsonValue provider, String path) {
        if (!(provider instanceof JsonObject object) || !object.containsKey("apiKeyEnv")) {
            return provider;
        }
        String place = path + ".apiKeyEnv";
        if (object.containsKey("apiKey")) {
            throw Refusal.invalid(place, "A connection has either 'apiKey' or 'apiKeyEnv', not both.");
        }
        String name = readName(object, path);
        String value = environment.apply(name);
        if (value == null || value.isBlank()) {
            throw Refusal.invalid(place, "The environment variable " + name + " is not set.");
        }
        JsonObjectBuilder with = Json.createObjectBuilder(object);
        return with.remove("apiKeyEnv").add("apiKey", value).build();
    }
}
