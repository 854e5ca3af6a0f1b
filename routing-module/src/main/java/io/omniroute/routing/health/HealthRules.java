package io.omniroute.routing.health;

import io.omniroute.routing.settings.Resilience;

/** The rules in force, read anew for every attempt: administrators change them at run time. */
@FunctionalInterface
interface HealthRules {
    Resilience current();
}
