/**
 * Measures the gateway against a direct call and against nginx, all in one run on one machine: {@code src/bench/run}. Nothing
 * here is part of the product.
 */
package io.omniroute.bench;
