/** What operators watch: metrics, health. */
package io.omniroute.routing.operations;
