package io.omniroute.routing.api.management;

import io.omniroute.routing.combo.Combo;
import io.omniroute.routing.diagnosis.ComboTest.StepReport;
import io.omniroute.routing.diagnosis.TestReport;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;

/** What came of trying a combo, as the management API shows it. */
final class ComboTestJson {
    private ComboTestJson() {}

    static JsonObject write(Combo combo, List<StepReport> steps) {
        JsonArrayBuilder results = Json.createArrayBuilder();
        steps.forEach(step -> results.add(write(step)));
        JsonObjectBuilder json = Json.createObjectBuilder().add("comboName", combo.name());
        steps.stream()
                .filter(StepReport::works)
                .findFirst()
                .ifPresentOrElse(step -> json.add("resolvedBy", step.step()), () -> json.addNull("resolvedBy"));
        return json.add("results", results).build();
    }

    private static JsonObjectBuilder write(StepReport step) {
        JsonObjectBuilder json =
                Json.createObjectBuilder().add("model", step.step()).add("status", step.works() ? "ok" : "error");
        step.connection()
                .ifPresent(account -> json.add("connection", account.id().toString()));
        step.report()
                .ifPresentOrElse(
                        report -> add(report, json),
                        () -> json.add("error", "The provider has no enabled connection that this step could use."));
        return json;
    }

    private static void add(TestReport report, JsonObjectBuilder json) {
        json.add("statusCode", report.statusCode())
                .add("latencyMs", report.latencyMillis())
                .add("testedAt", report.testedAt().toString());
        report.diagnosis().ifPresent(diagnosis -> json.add("error", diagnosis.message()));
    }
}
