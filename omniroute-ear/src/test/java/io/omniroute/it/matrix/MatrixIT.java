package io.omniroute.it.matrix;

import io.omniroute.it.TestGateway;
import io.omniroute.it.client.Caller;
import io.omniroute.it.client.ChatCaller;
import io.omniroute.it.client.GenerateCaller;
import io.omniroute.it.client.MessagesCaller;
import io.omniroute.it.client.ResponsesCaller;
import io.omniroute.it.vendor.ChatVoice;
import io.omniroute.it.vendor.GenerateVoice;
import io.omniroute.it.vendor.MessagesVoice;
import io.omniroute.it.vendor.ResponsesVoice;
import io.omniroute.it.vendor.StrictVendor;
import io.omniroute.it.vendor.Voice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;

/** 4 client formats × 4 vendor formats × 15 scenarios; ends with the table. */
class MatrixIT {
    private static final MatrixReport REPORT = new MatrixReport();
    private static final List<StrictVendor> VENDORS = new ArrayList<>();
    private static final List<Caller> CALLERS = new ArrayList<>();

    @BeforeAll
    static void connect() {
        TestGateway gateway = TestGateway.get();
        for (Voice voice : List.of(new ChatVoice(), new ResponsesVoice(), new MessagesVoice(), new GenerateVoice())) {
            StrictVendor vendor = new StrictVendor(voice);
            VENDORS.add(vendor);
            gateway.connect(prefix(vendor), voice.format(), vendor.baseUrl());
        }
        CALLERS.add(new ChatCaller(gateway.url(), gateway.key()));
        CALLERS.add(new ResponsesCaller(gateway.url(), gateway.key()));
        CALLERS.add(new MessagesCaller(gateway.url(), gateway.key()));
        CALLERS.add(new GenerateCaller(gateway.url(), gateway.key()));
    }

    @AfterAll
    static void report() {
        REPORT.write(Path.of("target", "matrix.md"));
        VENDORS.forEach(StrictVendor::close);
    }

    @TestFactory
    Stream<DynamicContainer> everyClientReachesEveryVendor() {
        return CALLERS.stream()
                .flatMap(client -> VENDORS.stream().map(vendor -> row(new Cell(client, vendor, prefix(vendor)))));
    }

    private static DynamicContainer row(Cell cell) {
        String name = cell.client().format() + " -> " + cell.vendor().voice().format();
        return DynamicContainer.dynamicContainer(
                name,
                Stream.of(Scenario.values())
                        .map(scenario ->
                                DynamicTest.dynamicTest(name + ": " + scenario.title(), () -> run(cell, scenario))));
    }

    private static void run(Cell cell, Scenario scenario) {
        Optional<String> reason = scenario.notApplicable(cell);
        if (reason.isPresent()) {
            REPORT.notApplicable(cell, scenario, reason.get());
            throw new TestAbortedException(reason.get());
        }
        boolean kept = false;
        try {
            scenario.run(cell);
            kept = true;
        } finally {
            if (kept) {
                REPORT.ok(cell, scenario);
            } else {
                REPORT.failed(cell, scenario);
            }
        }
    }

    private static String prefix(StrictVendor vendor) {
        return "matrix-" + vendor.voice().format();
    }
}
