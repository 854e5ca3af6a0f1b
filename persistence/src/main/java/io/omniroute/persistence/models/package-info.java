/** Keeps model aliases and custom models. */
package io.omniroute.persistence.models;
