/** How calls are routed where no combo or node says otherwise: settings of the whole installation, and how they are kept. */
package io.omniroute.routing.policy;
