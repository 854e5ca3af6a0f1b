/**
 * The management API under {@code /api}: resources, who may call them, and how their errors look. {@link
 * io.omniroute.routing.api.management.ManagementApi} lists what an {@code Application} has to register.
 */
package io.omniroute.routing.api.management;
