/** Which proxy a call leaves by: the rules, how the most specific is found, and their JSON. Values only; {@code passage} acts on them. */
package io.omniroute.routing.egress;
