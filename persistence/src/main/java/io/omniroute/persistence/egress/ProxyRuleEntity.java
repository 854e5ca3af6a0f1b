package io.omniroute.persistence.egress;

import io.omniroute.persistence.crypto.SecretCipher;
import io.omniroute.persistence.jpa.Texts;
import io.omniroute.provider.outbound.ProxyServer;
import io.omniroute.provider.outbound.ProxyServer.Kind;
import io.omniroute.provider.outbound.ProxyServer.Login;
import io.omniroute.provider.store.Secret;
import io.omniroute.routing.egress.ProxyLevel;
import io.omniroute.routing.egress.ProxyPlace;
import io.omniroute.routing.egress.ProxyRule;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Map;
import java.util.Optional;

/** A rule that calls leave directly has the kind {@code DIRECT} and no server. */
@Entity
@Table(name = "proxy_rule")
class ProxyRuleEntity {
    private static final String DIRECT = "DIRECT";

    @Id
    private String id;

    @Column(name = "rule_level")
    private String level;

    private String provider;

    @Column(name = "node_id")
    private String nodeId;

    @Column(name = "combo_id")
    private String comboId;

    @Column(name = "connection_id")
    private String connectionId;

    private String kind;
    private String host;
    private int port;
    private String username;

    @Column(name = "password_cipher")
    private String passwordCipher;

    @Column(name = "allow_private_network")
    private boolean allowPrivateNetwork;

    protected ProxyRuleEntity() {} // for JPA

    /** @param nodes ids of nodes by their prefix */
    ProxyRuleEntity(ProxyPlace place, Map<String, String> nodes) {
        level = place.level().name();
        switch (place.level()) {
            case GLOBAL, ENVIRONMENT -> {}
            case PROVIDER -> {
                nodeId = nodes.get(place.id());
                provider = nodeId == null ? place.id() : null;
            }
            case COMBO -> comboId = place.id();
            case CONNECTION -> connectionId = place.id();
        }
        // by the node's id, and not by a prefix that may change
        id = Texts.idOf("proxy_rule", level, nodeId == null ? place.id() : nodeId);
    }

    String id() {
        return id;
    }

    void write(ProxyRule rule, SecretCipher cipher) {
        Optional<ProxyServer> server = rule.server();
        Optional<Login> login = server.flatMap(ProxyServer::login);
        kind = server.map(known -> known.kind().name()).orElse(DIRECT);
        host = server.map(ProxyServer::host).orElse("");
        port = server.map(ProxyServer::port).orElse(0);
        username = login.map(Login::user).orElse(null);
        passwordCipher = login.map(known -> cipher.encrypt(known.password().reveal(), place()))
                .orElse(null);
        allowPrivateNetwork = server.map(ProxyServer::allowPrivateNetwork).orElse(false);
    }

    /** @param prefixes of nodes by their id */
    ProxyPlace toPlace(Map<String, String> prefixes) {
        ProxyLevel known = ProxyLevel.valueOf(level);
        return switch (known) {
            case GLOBAL, ENVIRONMENT -> ProxyPlace.GLOBAL;
            case PROVIDER -> new ProxyPlace(known, nodeId == null ? provider : prefixes.get(nodeId));
            case COMBO -> new ProxyPlace(known, comboId);
            case CONNECTION -> new ProxyPlace(known, connectionId);
        };
    }

    ProxyRule toRule(SecretCipher cipher) {
        if (kind.equals(DIRECT)) {
            return ProxyRule.DIRECT;
        }
        Optional<Login> login = Optional.ofNullable(username)
                .map(user -> new Login(user, new Secret(cipher.decrypt(passwordCipher, place()))));
        return ProxyRule.by(new ProxyServer(Kind.valueOf(kind), host, port, login, allowPrivateNetwork));
    }

    /** Binds a cipher text to its row and column, so that it cannot be moved to another. */
    private String place() {
        return "proxy_rule/" + id + "/password";
    }
}
