/**
 * How much of each account is used up: windows that administrators set, counted as calls are served, and what vendors report.
 * Asked by the gateway as an attempt guard; kept behind {@link QuotaStore}.
 */
package io.omniroute.routing.quota;
