/** Brings the database to the schema this version needs. Called once at start, before anything reads a table. */
package io.omniroute.migrations;
