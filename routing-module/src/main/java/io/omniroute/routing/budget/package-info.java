/** What may be spent: budgets, which of them a call falls under, and where the sums come from. Values and ports only. */
package io.omniroute.routing.budget;
