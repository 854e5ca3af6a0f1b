/** Who calls: gateway keys, administrators, roles. */
package io.omniroute.routing.access;
