/** The configuration as the road of a call sees it: one immutable picture, replaced when something changes. */
package io.omniroute.routing.snapshot;
