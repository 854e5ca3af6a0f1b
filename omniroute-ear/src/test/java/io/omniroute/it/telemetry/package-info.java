/** What operators and auditors see of calls. */
package io.omniroute.it.telemetry;
