/**
 * What the gateway changes in a request before a vendor gets it: system prompts, thinking budgets, roles. Knows formats and
 * targets, no keys; {@code gateway} applies it.
 */
package io.omniroute.routing.shaping;
