package io.omniroute.routing.diagnosis;

import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.connection.Connections;
import io.omniroute.routing.administration.Providers;
import io.omniroute.routing.combo.Combo;
import io.omniroute.routing.combo.ComboId;
import io.omniroute.routing.combo.ComboStep.Goal;
import io.omniroute.routing.combo.Combos;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Tries every step of a combo for real, one after the other, the steps of combos in it included. Holds no transaction meanwhile. */
@ApplicationScoped
public class ComboTest {
    private final ConnectionTest test;
    private final Combos combos;
    private final Connections connections;
    private final Providers providers;

    @Inject
    public ComboTest(ConnectionTest test, Combos combos, Connections connections, Providers providers) {
        this.test = test;
        this.combos = combos;
        this.connections = connections;
        this.providers = providers;
    }

    protected ComboTest() { // for the CDI proxy
        this(null, null, null, null);
    }

    /** @param report absent when the step has no enabled connection to be tried with */
    public record StepReport(String step, Optional<Connection> connection, Optional<TestReport> report) {
        public StepReport {
            Objects.requireNonNull(step, "step");
            Objects.requireNonNull(connection, "connection");
            Objects.requireNonNull(report, "report");
        }

        public boolean works() {
            return report.filter(TestReport::valid).isPresent();
        }
    }

    public List<StepReport> run(Combo combo) {
        List<StepReport> reports = new ArrayList<>();
        add(combo, List.of(), reports);
        return reports;
    }

    private void add(Combo combo, List<ComboId> outer, List<StepReport> reports) {
        List<ComboId> trail = new ArrayList<>(outer);
        trail.add(0, combo.id());
        for (var step : combo.steps()) {
            switch (step.goal()) {
                case Goal.Model model ->
                    reports.add(tried(step.label(), account(model), Optional.of(model.model()), trail));
                case Goal.AnyModel any ->
                    reports.add(tried(
                            step.label(), accountsOf(any.provider()).stream().findFirst(), Optional.empty(), trail));
                case Goal.Nested nested ->
                    combos.list().stream()
                            .filter(inner -> trail.size() < Combo.MAX_DEPTH
                                    && inner.name().equals(nested.combo()))
                            .forEach(inner -> add(inner, trail, reports));
            }
        }
    }

    private StepReport tried(String step, Optional<Connection> account, Optional<String> model, List<ComboId> trail) {
        return new StepReport(step, account, account.map(connection -> test.run(connection, model, trail)));
    }

    private Optional<Connection> account(Goal.Model model) {
        return accountsOf(model.provider()).stream()
                .filter(connection ->
                        model.connection().map(connection.id()::equals).orElse(true))
                .findFirst();
    }

    private List<Connection> accountsOf(String provider) {
        return providers.find(provider).stream()
                .flatMap(descriptor -> connections.list().stream()
                        .filter(connection -> connection.provider().equals(descriptor.id())))
                .filter(Connection::enabled)
                .sorted(Comparator.comparingInt(Connection::priority).thenComparing(Connection::createdAt))
                .toList();
    }
}
