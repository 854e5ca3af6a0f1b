/** What survives when the gateway does not. */
package io.omniroute.it.kill;
