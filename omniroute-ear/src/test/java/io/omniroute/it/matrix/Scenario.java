package io.omniroute.it.matrix;

import java.util.Optional;

/** One column of the matrix. */
enum Scenario {
    TEXT("text", TextScenarios::whole),
    STREAM("stream", TextScenarios::streamed),
    TOOLS("tools", ToolScenarios::oneCall),
    PARALLEL_TOOLS("parallel tools streamed", ToolScenarios::parallelCallsStreamed),
    TOOL_RESULTS("tool results", ToolScenarios::results),
    THINKING("thinking", ThinkingScenario::run),
    IMAGE("image", MediaScenarios::image),
    PDF("PDF", MediaScenarios::pdf),
    STRUCTURED("structured output", TextScenarios::structured),
    USAGE("usage", EndScenarios::usage),
    REFUSAL("refusal", EndScenarios::refusal),
    LENGTH("length", EndScenarios::length),
    ERROR_BEFORE("error before", EndScenarios::errorBefore),
    ERROR_AMID("error amid", EndScenarios::errorAmid),
    UTF8("UTF-8 cut", TextScenarios::utf8);

    private final String title;
    private final Act act;

    Scenario(String title, Act act) {
        this.title = title;
        this.act = act;
    }

    String title() {
        return title;
    }

    void run(Cell cell) {
        act.run(cell);
    }

    /**
     * Why a cell has nothing to test. None has: every one of the four client formats can express every scenario at least in
     * part, and the scenarios say in place which part of them a format has no words for.
     */
    Optional<String> notApplicable(Cell cell) {
        return Optional.empty();
    }

    /** Asserts what the client heard and what the vendor saw. */
    private interface Act {
        void run(Cell cell);
    }
}
