package io.omniroute.persistence.connection;

import io.omniroute.persistence.jpa.Times;
import io.omniroute.provider.catalog.ProviderDescriptor.Tier;
import io.omniroute.provider.catalog.ProviderId;
import io.omniroute.provider.catalog.Timeouts;
import io.omniroute.provider.connection.AccountStrategy;
import io.omniroute.provider.connection.NodeId;
import io.omniroute.provider.connection.ProviderNode;
import io.omniroute.provider.wire.WireFormat;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

@Entity
@Table(name = "provider_node")
class ProviderNodeEntity {
    @Id
    private String id;

    private String prefix;
    private String name;
    private String format;

    @Column(name = "base_url")
    private String baseUrl;

    @Column(name = "allow_private_network")
    private boolean allowPrivateNetwork;

    @Column(name = "connect_ms")
    private long connectMillis;

    @Column(name = "first_byte_ms")
    private long firstByteMillis;

    @Column(name = "idle_ms")
    private long idleMillis;

    private String tier;

    @Column(name = "account_strategy")
    private String accountStrategy;

    @Column(name = "created_at")
    private OffsetDateTime createdAt;

    protected ProviderNodeEntity() {} // for JPA

    ProviderNodeEntity(NodeId id) {
        this.id = id.toString();
    }

    void write(ProviderNode node) {
        prefix = node.prefix().value();
        name = node.name();
        format = node.format().label();
        baseUrl = node.baseUrl();
        allowPrivateNetwork = node.allowPrivateNetwork();
        connectMillis = node.timeouts().connect().toMillis();
        firstByteMillis = node.timeouts().firstByte().toMillis();
        idleMillis = node.timeouts().idle().toMillis();
        tier = node.tier().label();
        accountStrategy = node.accountStrategy().map(AccountStrategy::label).orElse(null);
        createdAt = Times.column(node.createdAt());
    }

    ProviderNode toNode() {
        return new ProviderNode(
                new NodeId(UUID.fromString(id)),
                new ProviderId(prefix),
                name,
                WireFormat.ofLabel(format),
                baseUrl,
                allowPrivateNetwork,
                new Timeouts(
                        Duration.ofMillis(connectMillis),
                        Duration.ofMillis(firstByteMillis),
                        Duration.ofMillis(idleMillis)),
                Tier.ofLabel(tier).orElseThrow(),
                Optional.ofNullable(accountStrategy).flatMap(AccountStrategy::ofLabel),
                createdAt.toInstant());
    }
}
