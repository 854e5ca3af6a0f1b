/**
 * Who has a say before one vendor is tried, and hears how it went: health, limits, quota, budgets of a provider. Guards are
 * beans; {@code gateway} asks them all.
 */
package io.omniroute.routing.attempt;
