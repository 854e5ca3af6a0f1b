package io.omniroute.routing.administration;

import io.omniroute.provider.catalog.ModelDescriptor;
import io.omniroute.provider.catalog.Price;
import io.omniroute.provider.catalog.ProviderDescriptor;
import io.omniroute.provider.catalog.ProviderId;
import io.omniroute.routing.audit.Actor;
import io.omniroute.routing.audit.AuditTrail;
import io.omniroute.routing.cost.DatedPrice;
import io.omniroute.routing.cost.Prices;
import io.omniroute.routing.json.Body;
import io.omniroute.routing.json.Refusal;
import io.omniroute.routing.snapshot.ConfigurationVersion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Prices as {@code {provider:{model:{"input","output","cached","cache_creation","cache_creation_1h","reasoning","batch","validFrom"}}}}, US dollars per
 * million tokens; a model may have a list of them. Each call is a transaction that holds the changes and their audit entries.
 */
@ApplicationScoped
@Transactional
public class PriceList {
    private final Prices prices;
    private final Providers providers;
    private final AuditTrail trail;
    private final ConfigurationVersion version;
    private final Clock clock;

    @Inject
    public PriceList(Prices prices, Providers providers, AuditTrail trail, ConfigurationVersion version, Clock clock) {
        this.prices = prices;
        this.providers = providers;
        this.trail = trail;
        this.version = version;
        this.clock = clock;
    }

    protected PriceList() { // for the CDI proxy
        this(null, null, null, null, null);
    }

    /** What every model costs now: the catalogue's prices under those that administrators set. */
    public JsonObject current() {
        Map<String, Map<String, JsonObject>> table = new TreeMap<>();
        for (ProviderDescriptor provider : providers.catalogue()) {
            for (ModelDescriptor model : provider.models()) {
                model.price()
                        .ifPresent(price -> table.computeIfAbsent(provider.id().value(), p -> new TreeMap<>())
                                .put(model.id(), PriceJson.write(price).build()));
            }
        }
        Instant now = clock.instant();
        prices.list().stream()
                .filter(price -> !price.validFrom().isAfter(now))
                .sorted(Comparator.comparing(DatedPrice::validFrom)) // the later ones overwrite
                .forEach(price -> table.computeIfAbsent(price.provider().value(), p -> new TreeMap<>())
                        .put(price.model(), PriceJson.write(price)));
        return PriceJson.table(table);
    }

    /** Those that administrators set, past and future ones included, oldest first. */
    public List<DatedPrice> dated(Predicate<DatedPrice> which) {
        return prices.list().stream().filter(which).toList();
    }

    /**
     * Of each model the price in force and those to come, as {@link #set} reads them: a list where they are several. Older
     * ones are history; without those whose provider is gone: nobody could apply them.
     */
    JsonObject export() {
        Instant now = clock.instant();
        Map<ProviderId, Map<String, NavigableMap<Instant, DatedPrice>>> kept =
                new TreeMap<>(Comparator.comparing(ProviderId::value));
        dated(price -> providers.find(price.provider().value()).isPresent()
                        || price.provider().equals(Providers.DEMO))
                .forEach(price -> kept.computeIfAbsent(price.provider(), provider -> new TreeMap<>())
                        .computeIfAbsent(price.model(), model -> new TreeMap<>())
                        .put(price.validFrom(), price));
        JsonObjectBuilder json = Json.createObjectBuilder();
        kept.forEach((provider, models) -> {
            JsonObjectBuilder inner = Json.createObjectBuilder();
            models.forEach((model, prices) -> inner.add(model, fromNowOn(prices, now)));
            json.add(provider.value(), inner);
        });
        return json.build();
    }

    private static JsonValue fromNowOn(NavigableMap<Instant, DatedPrice> prices, Instant now) {
        Instant first = Optional.ofNullable(prices.floorKey(now)).orElse(now);
        List<JsonObject> written = prices.tailMap(first, true).values().stream()
                .map(PriceJson::write)
                .toList();
        return written.size() == 1
                ? written.get(0)
                : Json.createArrayBuilder(written).build();
    }

    /** The place of a dated price in lists. */
    public static String id(DatedPrice price) {
        return price.provider() + "/" + price.model() + "@" + price.validFrom();
    }

    public static JsonObject write(DatedPrice price) {
        return Json.createObjectBuilder()
                .add("provider", price.provider().value())
                .add("model", price.model())
                .addAll(Json.createObjectBuilder(PriceJson.write(price)))
                .build();
    }

    /**
     * Sets the prices in the body and leaves the others. Without {@code validFrom} a price holds from now on; one that
     * already holds is not written again.
     */
    public void set(Body body, Actor actor) {
        version.hold();
        for (String name : body.json().keySet()) {
            ProviderId provider = providers.requireId(name, body.path(name));
            Body models = body.object(name).orElseThrow(() -> body.missing(name));
            for (String model : models.json().keySet()) {
                if (model.isBlank() || model.length() > 300) {
                    throw models.invalid(model, "A model's id must have 1 to 300 characters.");
                }
                oneOrMore(models, model).forEach(price -> set(provider, model, price, actor));
            }
        }
    }

    private static List<Body> oneOrMore(Body models, String model) {
        if (!(models.json().get(model) instanceof JsonArray)) {
            return List.of(models.object(model).orElseThrow(() -> models.missing(model)));
        }
        List<Body> prices = models.objects(model);
        if (prices.isEmpty()) {
            throw models.missing(model);
        }
        return prices;
    }

    /** The provider whose prices may be removed, even one that is gone. @throws Refusal 422 when there never was one */
    public ProviderId owner(String name) {
        return prices.list().stream()
                .map(DatedPrice::provider)
                .filter(provider -> provider.value().equals(name))
                .findFirst()
                .orElseGet(() -> providers.requireId(name, "provider"));
    }

    /** @param model empty for all models of the provider; {@code validFrom} likewise */
    public void remove(ProviderId provider, Optional<String> model, Optional<Instant> validFrom, Actor actor) {
        version.hold();
        List<DatedPrice> found = dated(price -> price.provider().equals(provider)
                && model.map(price.model()::equals).orElse(true)
                && validFrom.map(price.validFrom()::equals).orElse(true));
        if (found.isEmpty()) {
            throw Refusal.notFound("No such price was set; the catalogue's own cannot be removed.");
        }
        for (DatedPrice price : found) {
            prices.remove(price.key());
            trail.changed(
                    actor, "pricing.delete", target(price), Optional.of(PriceJson.write(price)), Optional.empty());
        }
    }

    private void set(ProviderId provider, String model, Body body, Actor actor) {
        Price price = PriceJson.read(body);
        Optional<Instant> from = body.instant("validFrom");
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Optional<DatedPrice> before = from.isPresent()
                ? prices.find(new DatedPrice.Key(provider, model, from.get()))
                : effective(provider, model, now);
        if (before.filter(old -> PriceJson.equal(old.price(), price)).isPresent()) {
            return;
        }
        DatedPrice dated = new DatedPrice(provider, model, price, from.orElse(now));
        prices.put(dated);
        trail.changed(
                actor,
                "pricing.update",
                target(dated),
                before.map(PriceJson::write),
                Optional.of(PriceJson.write(dated)));
    }

    private Optional<DatedPrice> effective(ProviderId provider, String model, Instant at) {
        return prices.list().stream()
                .filter(price ->
                        price.provider().equals(provider) && price.model().equals(model))
                .filter(price -> !price.validFrom().isAfter(at))
                .max(Comparator.comparing(DatedPrice::validFrom));
    }

    private static String target(DatedPrice price) {
        return "pricing:" + price.provider() + "/" + price.model();
    }
}
