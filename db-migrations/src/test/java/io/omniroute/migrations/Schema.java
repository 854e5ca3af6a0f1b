package io.omniroute.migrations;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;

/** What a database says of its own tables, in words that do not depend on its make. */
record Schema(SortedMap<String, String> columns, SortedMap<String, String> indexes, SortedSet<String> primaryKeys) {
    private static final String COLUMNS = "select table_name, column_name, data_type, is_nullable,"
            + " character_maximum_length, numeric_precision, numeric_scale, datetime_precision"
            + " from information_schema.columns where lower(table_schema) = 'public'";
    /** H2 gives a length to what has none in PostgreSQL. */
    private static final long H2_UNLIMITED = 1_000_000_000;

    static Schema of(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            SortedMap<String, String> columns = columns(connection);
            SortedSet<String> tables = new TreeSet<>();
            columns.keySet().forEach(column -> tables.add(column.substring(0, column.indexOf('.'))));
            SortedMap<String, String> indexes = new TreeMap<>();
            SortedSet<String> primaryKeys = new TreeSet<>();
            for (String table : tables) {
                indexes.putAll(indexes(connection, table));
                primaryKeys.add(primaryKey(connection, table));
            }
            return new Schema(columns, indexes, primaryKeys);
        }
    }

    private static SortedMap<String, String> columns(Connection connection) throws SQLException {
        SortedMap<String, String> found = new TreeMap<>();
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(COLUMNS)) {
            while (rows.next()) {
                String table = lower(rows.getString("table_name"));
                if (!table.startsWith("flyway")) {
                    found.put(table + "." + lower(rows.getString("column_name")), type(rows));
                }
            }
        }
        return found;
    }

    private static String type(ResultSet row) throws SQLException {
        String type = lower(row.getString("data_type")).replace("decimal", "numeric");
        String nullable = row.getString("is_nullable").equals("YES") ? "" : " not null";
        return type + size(row, type) + nullable;
    }

    private static String size(ResultSet row, String type) throws SQLException {
        if (type.equals("character varying")) {
            long length = row.getLong("character_maximum_length");
            return length == 0 || length == H2_UNLIMITED ? "" : "(" + length + ")";
        }
        if (type.equals("numeric")) {
            return "(" + row.getInt("numeric_precision") + "," + row.getInt("numeric_scale") + ")";
        }
        return type.startsWith("timestamp") ? "(" + row.getInt("datetime_precision") + ")" : "";
    }

    private static SortedMap<String, String> indexes(Connection connection, String table) throws SQLException {
        SortedMap<String, String> found = new TreeMap<>();
        try (ResultSet rows =
                connection.getMetaData().getIndexInfo(null, null, inCatalogCase(connection, table), false, true)) {
            while (rows.next()) {
                String name = lower(String.valueOf(rows.getString("INDEX_NAME")));
                if (name.startsWith("ix_") || name.startsWith("ux_")) {
                    String kind = rows.getBoolean("NON_UNIQUE") ? "index" : "unique";
                    String column = lower(rows.getString("COLUMN_NAME"));
                    found.merge(name, table + " " + kind + " " + column, (all, one) -> all + ", " + column);
                }
            }
        }
        return found;
    }

    private static String primaryKey(Connection connection, String table) throws SQLException {
        SortedMap<Integer, String> found = new TreeMap<>();
        try (ResultSet rows = connection.getMetaData().getPrimaryKeys(null, null, inCatalogCase(connection, table))) {
            while (rows.next()) {
                found.put(rows.getInt("KEY_SEQ"), lower(rows.getString("COLUMN_NAME")));
            }
        }
        return table + "." + String.join(", ", found.values());
    }

    private static String inCatalogCase(Connection connection, String name) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        return metaData.storesUpperCaseIdentifiers() ? name.toUpperCase(Locale.ROOT) : name;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
