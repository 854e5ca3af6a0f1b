package io.omniroute.routing.administration;

import io.omniroute.provider.store.Store;
import io.omniroute.routing.access.Passwords;
import io.omniroute.routing.access.Role;
import io.omniroute.routing.access.User;
import io.omniroute.routing.access.Users;
import io.omniroute.routing.json.Body;
import io.omniroute.routing.json.Refusal;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Logins: {@code {"name","password","role"}}; the password only goes in, and the name is their id. */
@Dependent
public class UserKind implements Kind<String, User> {
    private static final Set<String> FIELDS = Set.of("name", "password", "role");
    /** No colon: RFC 7617, section 2, cannot carry one in a user-id. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");

    private final Users users;
    private final Passwords passwords;

    @Inject
    public UserKind(Users users, Passwords passwords) {
        this.users = users;
        this.passwords = passwords;
    }

    @Override
    public String word() {
        return "user";
    }

    @Override
    public Store<String, User> store() {
        return users;
    }

    @Override
    public Optional<String> key(String id) {
        return Optional.of(id);
    }

    @Override
    public String id(User user) {
        return user.name();
    }

    @Override
    public JsonObject write(User user) {
        return Json.createObjectBuilder()
                .add("name", user.name())
                .add("role", user.role().name())
                .build();
    }

    @Override
    public User read(Body body, Optional<User> current) {
        body.allow(FIELDS);
        String name = readName(body, current);
        Role role = readRole(body);
        current.filter(user -> role != Role.ADMIN).ifPresent(user -> requireAnotherAdmin(user, body.path("role")));
        String hash = readPassword(body)
                .map(passwords::hash)
                .or(() -> current.map(User::passwordHash))
                .orElseThrow(() -> body.missing("password"));
        return new User(name, hash, role);
    }

    @Override
    public Optional<User> match(Body body) {
        return body.text("name").flatMap(users::find);
    }

    @Override
    public void requireRemovable(User user) {
        requireAnotherAdmin(user, "name");
    }

    private void requireAnotherAdmin(User user, String field) {
        boolean last = user.role() == Role.ADMIN
                && users.list().stream()
                        .noneMatch(other ->
                                other.role() == Role.ADMIN && !other.name().equals(user.name()));
        if (last) {
            throw Refusal.conflict(field, "'" + user.name() + "' is the last ADMIN; make another one first.");
        }
    }

    private String readName(Body body, Optional<User> current) {
        String name = body.requireText("name");
        if (!NAME.matcher(name).matches()) {
            throw body.invalid(
                    "name", "'" + body.path("name") + "' must be 1 to 64 letters, digits, '.', '_', '@' or '-'.");
        }
        if (current.isPresent() && !current.get().name().equals(name)) {
            throw body.invalid("name", "A user cannot be renamed; delete it and make another.");
        }
        if (current.isEmpty() && users.find(name).isPresent()) {
            throw Refusal.conflict(body.path("name"), "There is already a user '" + name + "'.");
        }
        return name;
    }

    private static Role readRole(Body body) {
        String text = body.requireText("role");
        for (Role role : Role.values()) {
            if (role.name().equals(text)) {
                return role;
            }
        }
        throw body.invalid("role", "'" + body.path("role") + "' must be ADMIN, OPERATOR, AUDITOR or VIEWER.");
    }

    private static Optional<String> readPassword(Body body) {
        return body.text("password").map(password -> {
            Passwords.objection(password).ifPresent(objection -> {
                throw body.invalid("password", objection);
            });
            return password;
        });
    }
}
