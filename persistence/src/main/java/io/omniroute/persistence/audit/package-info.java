/** Keeps the audit log. */
package io.omniroute.persistence.audit;
