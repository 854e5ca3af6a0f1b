/**
 * Wire formats: what clients send us and what vendors send us, as bytes. One package per format below this one, each
 * behind one public codec; {@code io.omniroute.provider.codec.Codecs} hands them out. Called by the gateway only.
 */
package io.omniroute.provider.wire;
