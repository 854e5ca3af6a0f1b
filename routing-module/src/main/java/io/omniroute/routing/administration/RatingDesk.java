package io.omniroute.routing.administration;

import io.omniroute.routing.audit.Actor;
import io.omniroute.routing.audit.AuditTrail;
import io.omniroute.routing.json.Amounts;
import io.omniroute.routing.json.Body;
import io.omniroute.routing.json.Refusal;
import io.omniroute.routing.rating.Rerating;
import io.omniroute.routing.snapshot.Snapshots;
import io.omniroute.routing.spending.SpendingBooks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Has past calls charged anew: {@code {"from","to","provider","model","apiKeyId"}}, of which only {@code from} must be there. */
@ApplicationScoped
public class RatingDesk {
    private static final Set<String> FIELDS = Set.of("from", "to", "provider", "model", "apiKeyId");

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Rerating rerating;
    private final Snapshots snapshots;
    private final Providers providers;
    private final SpendingBooks books;
    private final AuditTrail trail;

    @Inject
    public RatingDesk(
            Rerating rerating, Snapshots snapshots, Providers providers, SpendingBooks books, AuditTrail trail) {
        this.rerating = rerating;
        this.snapshots = snapshots;
        this.providers = providers;
        this.books = books;
        this.trail = trail;
    }

    protected RatingDesk() {
        this(null, null, null, null, null); // for the CDI proxy
    }

    /** @throws Refusal naming the field */
    public JsonObject rerate(Body body, Actor actor) {
        body.allow(FIELDS);
        Rerating.Selection selection = new Rerating.Selection(
                body.instant("from").orElseThrow(() -> body.missing("from")),
                body.instant("to").orElseGet(Instant::now),
                body.line("provider", 64)
                        .map(name ->
                                providers.requireId(name, body.path("provider")).value()),
                body.line("model", 300),
                body.uuid("apiKeyId"));
        if (selection.from().isAfter(selection.to())) {
            throw body.invalid("from", "'from' must not be after 'to'.");
        }
        if (!rerating.awaitLedger(PATIENCE)) {
            throw Refusal.conflict(
                    "", "Calls of a moment ago have not reached the database yet; try again when it takes them.");
        }
        Rerating.Outcome outcome =
                rerating.rerate(selection, snapshots.current().prices());
        books.recheck();
        JsonObject shown = write(selection, outcome);
        trail.changed(actor, "usage.rerate", "usage:" + outcome.id(), Optional.empty(), Optional.of(shown));
        return shown;
    }

    private static JsonObject write(Rerating.Selection selection, Rerating.Outcome outcome) {
        return Json.createObjectBuilder()
                .add("id", outcome.id().toString())
                .add("from", selection.from().toString())
                .add("to", selection.to().toString())
                .add("calls", outcome.calls())
                .add("corrected", outcome.corrected())
                .add("beforeUsd", Amounts.plain(outcome.beforeUsd()))
                .add("afterUsd", Amounts.plain(outcome.afterUsd()))
                .build();
    }
}
