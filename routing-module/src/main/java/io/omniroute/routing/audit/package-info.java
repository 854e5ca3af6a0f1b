/** Who changed what, when and from where: an append-only log. */
package io.omniroute.routing.audit;
