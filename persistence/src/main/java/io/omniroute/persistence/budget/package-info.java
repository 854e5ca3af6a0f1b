/** Keeps budgets, and adds up what counts against them. */
package io.omniroute.persistence.budget;
