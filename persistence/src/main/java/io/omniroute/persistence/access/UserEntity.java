package io.omniroute.persistence.access;

import io.omniroute.persistence.jpa.Times;
import io.omniroute.routing.access.Role;
import io.omniroute.routing.access.User;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;

@Entity
@Table(name = "login_user")
class UserEntity {
    @Id
    private String name;

    @Column(name = "password_hash")
    private String passwordHash;

    @Column(name = "user_role")
    private String role;

    @Column(name = "created_at")
    private OffsetDateTime createdAt;

    protected UserEntity() {} // for JPA

    UserEntity(String name) {
        this.name = name;
        createdAt = Times.now();
    }

    void write(User user) {
        passwordHash = user.passwordHash();
        role = user.role().name();
    }

    User toUser() {
        return new User(name, passwordHash, Role.valueOf(role));
    }
}
