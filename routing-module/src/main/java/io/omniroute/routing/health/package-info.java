/**
 * Who may be called just now: what failures mean, how long an account, a model or a provider rests after them, breakers with
 * one probe, and the retry budget. Asked by the gateway as an attempt guard; kept behind {@link HealthStore}; shown by the
 * management API.
 */
package io.omniroute.routing.health;
