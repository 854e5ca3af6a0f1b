/** In which order candidates are tried: pure functions over them and what is known of their traffic. Knows no combo and no vendor. */
package io.omniroute.routing.strategy;
