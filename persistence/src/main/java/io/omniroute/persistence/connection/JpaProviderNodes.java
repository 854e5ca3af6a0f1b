package io.omniroute.persistence.connection;

import io.omniroute.persistence.jpa.JpaStore;
import io.omniroute.provider.connection.NodeId;
import io.omniroute.provider.connection.ProviderNode;
import io.omniroute.provider.connection.ProviderNodes;
import io.omniroute.routing.snapshot.ConfigurationVersion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Map;

/** Keeps provider nodes in the database. */
@ApplicationScoped
@Transactional
public class JpaProviderNodes extends JpaStore<NodeId, ProviderNode, ProviderNodeEntity> implements ProviderNodes {
    private static final String ALL = "select n from ProviderNodeEntity n order by n.createdAt, n.id";

    @Inject
    public JpaProviderNodes(EntityManager entities, ConfigurationVersion version) {
        super(entities, version, ProviderNodeEntity.class, ALL);
    }

    protected JpaProviderNodes() {} // for the CDI proxy

    @Override
    protected String id(NodeId key) {
        return key.toString();
    }

    @Override
    protected NodeId key(ProviderNode node) {
        return node.id();
    }

    @Override
    protected ProviderNodeEntity newRow(ProviderNode node) {
        return new ProviderNodeEntity(node.id());
    }

    @Override
    protected void write(ProviderNode node, ProviderNodeEntity row) {
        row.write(node);
    }

    @Override
    protected ProviderNode value(ProviderNodeEntity row) {
        return row.toNode();
    }

    @Override
    protected Map<String, String> uniqueFields() {
        return Map.of("ux_provider_node_prefix", "prefix");
    }
}
