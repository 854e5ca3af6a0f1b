package io.omniroute.routing.administration;

import io.omniroute.provider.catalog.ProviderId;
import io.omniroute.provider.connection.Limits;
import io.omniroute.provider.store.Store;
import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.access.ApiKeyId;
import io.omniroute.routing.access.ApiKeys;
import io.omniroute.routing.access.KeySecrets;
import io.omniroute.routing.access.RetiredSecret;
import io.omniroute.routing.callpolicy.KeyRulesJson;
import io.omniroute.routing.json.Body;
import io.omniroute.routing.json.Refusal;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Gateway keys: {@code {"name","allowedModels","allowedProviders","enabled","limits","expiresAt","group","allowedEndpoints",
 * "ipRules","noLog","captureBodies","systemPrompt"}}, and for a new one either {@code key} or {@code keyHash}; neither ever comes out.
 */
@Dependent
public class KeyKind implements Kind<ApiKeyId, ApiKey> {
    private static final Set<String> OWN_FIELDS = Set.of(
            "id",
            "name",
            "key",
            "keyHash",
            "hint",
            "allowedModels",
            "allowedProviders",
            "enabled",
            "limits",
            "expiresAt",
            "group",
            "createdAt");
    private static final Set<String> FIELDS =
            Stream.of(OWN_FIELDS, KeyRulesJson.fields()).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
    /** Keys are hashed without salt, so they must be beyond guessing. */
    private static final int MIN_KEY_LENGTH = 32;

    private static final int MAX_KEY_LENGTH = 512;

    private final ApiKeys keys;
    private final Providers providers;
    private final Clock clock;

    @Inject
    public KeyKind(ApiKeys keys, Providers providers, Clock clock) {
        this.keys = keys;
        this.providers = providers;
        this.clock = clock;
    }

    @Override
    public String word() {
        return "key";
    }

    @Override
    public Store<ApiKeyId, ApiKey> store() {
        return keys;
    }

    @Override
    public Optional<ApiKeyId> key(String id) {
        return Ids.uuid(id).map(ApiKeyId::new);
    }

    @Override
    public String id(ApiKey key) {
        return key.id().toString();
    }

    @Override
    public JsonObject write(ApiKey key) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("id", id(key))
                .add("name", key.name())
                .add("hint", key.hint())
                .add("allowedModels", array(key.allowedModels()))
                .add("allowedProviders", array(key.allowedProviders()))
                .add("enabled", key.enabled());
        if (!key.limits().equals(Limits.NONE)) {
            json.add("limits", LimitsJson.write(key.limits()));
        }
        key.expiresAt().ifPresent(instant -> json.add("expiresAt", instant.toString()));
        key.group().ifPresent(group -> json.add("group", group));
        KeyRulesJson.write(key.rules(), json);
        return json.add("createdAt", key.createdAt().toString()).build();
    }

    @Override
    public ApiKey read(Body body, Optional<ApiKey> current) {
        body.allow(FIELDS);
        Fingerprint fingerprint = readFingerprint(body, current);
        ApiKey read = new ApiKey(
                current.map(ApiKey::id).orElseGet(ApiKeyId::random),
                body.requireLine("name", 100),
                fingerprint.hash(),
                fingerprint.hint(),
                readModels(body),
                readProviders(body),
                body.flag("enabled").orElse(true),
                body.instant("expiresAt"),
                current.map(ApiKey::createdAt).orElseGet(Ids::now),
                body.line("group", 100),
                LimitsJson.read(body),
                KeyRulesJson.read(body, retired(current, fingerprint.hash())));
        requireUnique(body, read);
        return read;
    }

    @Override
    public Optional<ApiKey> match(Body body) {
        return body.text("name").flatMap(name -> keys.list().stream()
                .filter(key -> key.name().equals(name))
                .findFirst());
    }

    /** Whoever brings another secret replaces both. */
    private static Optional<RetiredSecret> retired(Optional<ApiKey> current, String hash) {
        return current.filter(key -> key.hash().equals(hash))
                .flatMap(key -> key.rules().retired());
    }

    private record Fingerprint(String hash, String hint) {}

    private static Fingerprint readFingerprint(Body body, Optional<ApiKey> current) {
        Optional<String> key = body.text("key");
        Optional<String> hash = body.text("keyHash");
        if (key.isPresent() && hash.isPresent()) {
            throw body.invalid("keyHash", "A key is given either by 'key' or by 'keyHash', not by both.");
        }
        return key.map(text -> new Fingerprint(KeySecrets.hash(requireStrong(body, text)), KeySecrets.hint(text)))
                .or(() -> hash.map(text -> new Fingerprint(requireHash(body, text), keptHint(text, current))))
                .or(() -> current.map(kept -> new Fingerprint(kept.hash(), kept.hint())))
                .orElseThrow(() -> body.missing("key"));
    }

    private static String keptHint(String hash, Optional<ApiKey> current) {
        return current.filter(key -> key.hash().equals(hash)).map(ApiKey::hint).orElse("…");
    }

    private static String requireStrong(Body body, String key) {
        boolean visible = key.chars().allMatch(c -> c > 0x20 && c < 0x7f);
        if (key.length() < MIN_KEY_LENGTH || key.length() > MAX_KEY_LENGTH || !visible) {
            throw body.invalid(
                    "key",
                    "'" + body.path("key") + "' must have 32 to 512 visible ASCII characters, chosen at random.");
        }
        return key;
    }

    private static String requireHash(Body body, String hash) {
        if (!hash.matches("[0-9a-f]{64}")) {
            throw body.invalid(
                    "keyHash", "'" + body.path("keyHash") + "' must be a SHA-256 in 64 lower-case hex digits.");
        }
        return hash;
    }

    private static List<String> readModels(Body body) {
        List<String> patterns = body.lines("allowedModels", 300).orElse(List.of("*"));
        if (patterns.isEmpty()) {
            throw body.invalid(
                    "allowedModels", "'" + body.path("allowedModels") + "' must not be empty; \"*\" allows all.");
        }
        return patterns;
    }

    private List<String> readProviders(Body body) {
        List<String> names = body.lines("allowedProviders", 64).orElse(List.of());
        List<String> ids = new ArrayList<>(names.size());
        for (int i = 0; i < names.size(); i++) {
            ProviderId id = providers.requireId(names.get(i), body.path("allowedProviders") + "[" + i + "]");
            ids.add(id.value());
        }
        return ids;
    }

    private void requireUnique(Body body, ApiKey read) {
        for (ApiKey other : keys.list()) {
            if (other.id().equals(read.id())) {
                continue;
            }
            if (other.name().equals(read.name())) {
                throw Refusal.conflict(body.path("name"), "There is already a key '" + read.name() + "'.");
            }
            if (other.hash().equals(read.hash())) {
                throw Refusal.conflict(body.path("key"), "This key already exists under another name.");
            }
            if (isStillTaken(other.rules().retired(), read.hash())) {
                throw Refusal.conflict(
                        body.path("key"), "This was another key before its rotation, and is still taken for it.");
            }
        }
    }

    private boolean isStillTaken(Optional<RetiredSecret> retired, String hash) {
        return retired.filter(old -> old.hash().equals(hash) && clock.instant().isBefore(old.until()))
                .isPresent();
    }

    private static JsonArrayBuilder array(List<String> values) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        values.forEach(array::add);
        return array;
    }
}
