/** Payara Micro as the container tests start it. Stays outside the server. */
package io.omniroute.persistence.payara;
