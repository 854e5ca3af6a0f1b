package io.omniroute.routing.spending;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Tells the operator's log of budgets that run out. */
@ApplicationScoped
public class BudgetLog {
    private static final Logger LOG = System.getLogger(BudgetLog.class.getName());

    void tell(@Observes BudgetReached news) {
        LOG.log(
                Level.WARNING,
                "The {0} budget of {1} ''{2}'' has {3}: {4} of {5} US dollars are spent",
                news.budget().period().word(),
                news.budget().scope().word(),
                news.budget().target(),
                news.exhausted() ? "run out" : "passed its warning threshold",
                news.spentUsd().toPlainString(),
                news.budget().limitUsd().toPlainString());
    }
}
