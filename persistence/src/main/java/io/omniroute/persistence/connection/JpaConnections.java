package io.omniroute.persistence.connection;

import io.omniroute.persistence.crypto.MasterKeys;
import io.omniroute.persistence.jpa.JpaStore;
import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.connection.ConnectionId;
import io.omniroute.provider.connection.Connections;
import io.omniroute.routing.snapshot.ConfigurationVersion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Map;

/** Keeps connections in the database, their credentials encrypted. */
@ApplicationScoped
@Transactional
public class JpaConnections extends JpaStore<ConnectionId, Connection, ConnectionEntity> implements Connections {
    private static final String ALL = "select c from ConnectionEntity c order by c.createdAt, c.id";

    private final MasterKeys keys;

    @Inject
    public JpaConnections(EntityManager entities, ConfigurationVersion version, MasterKeys keys) {
        super(entities, version, ConnectionEntity.class, ALL);
        this.keys = keys;
    }

    protected JpaConnections() { // for the CDI proxy
        keys = null;
    }

    @Override
    protected String id(ConnectionId key) {
        return key.toString();
    }

    @Override
    protected ConnectionId key(Connection connection) {
        return connection.id();
    }

    @Override
    protected ConnectionEntity newRow(Connection connection) {
        return new ConnectionEntity(connection.id());
    }

    @Override
    protected void write(Connection connection, ConnectionEntity row) {
        row.write(connection, keys.cipher());
    }

    @Override
    protected Connection value(ConnectionEntity row) {
        return row.toConnection(keys.cipher());
    }

    @Override
    protected Map<String, String> uniqueFields() {
        return Map.of("ux_provider_connection_name", "name");
    }
}
