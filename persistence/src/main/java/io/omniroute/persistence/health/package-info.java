/** Keeps how accounts, models and providers fare. */
package io.omniroute.persistence.health;
