package dev.sagfleet.controller.action;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sagfleet.agent.protocol.Command;
import dev.sagfleet.agent.protocol.EncodedCommand;
import dev.sagfleet.agent.protocol.Refusal;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.timing.Loop;
import dev.sagfleet.agent.transport.NettyLoop;
import dev.sagfleet.controller.access.Access;
import dev.sagfleet.controller.action.Action.Response;
import dev.sagfleet.controller.action.acceleration.AccelerationActions;
import dev.sagfleet.controller.action.device.DeviceActions;
import dev.sagfleet.controller.action.instance.InstanceActions;
import dev.sagfleet.controller.event.Events;
import dev.sagfleet.controller.inventory.Connections;
import dev.sagfleet.controller.inventory.DesiredStateListener;
import dev.sagfleet.controller.inventory.StoredInventory;
import dev.sagfleet.controller.inventory.UpgradingBox;
import dev.sagfleet.controller.rpc.ApiException;
import dev.sagfleet.controller.rpc.Parameters;
import dev.sagfleet.controller.rpc.ResponseFormat;
import dev.sagfleet.controller.rpc.RpcRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The actions on a real store, with devices that answer as a test wants them to. */
final class CalledApi implements DesiredStateListener, AutoCloseable {
    static final Refusal TOO_OLD = new Refusal(Refusal.Reason.VERSION_TOO_OLD, "2.3.9", "2.4.0 or later");

    private static final Loop DEADLINES = NettyLoop.started("deadlines of calls");

    /** Longer than any test takes, so that a call that should wait is seen to. */
    static final Duration LONG_WAIT = Duration.ofMinutes(2);

    private final Map<String, Optional<Refusal>> answering = new ConcurrentHashMap<>();
    private final Events events = new Events(() -> now());
    private final AtomicInteger policiesChanged = new AtomicInteger();
    private final BlockingQueue<Command> told = new LinkedBlockingQueue<>();
    private final StoredInventory inventory;
    private final Access access = Access.ofRootAlone();
    private final Duration wait;
    private PendingAnswers answers;
    private Commands commands;
    private Actions actions;
    private Instant now = Instant.ofEpochMilli(StoredInventory.NOW);
    private int calls;

    CalledApi(Path directory, Duration wait) {
        this.wait = wait;
        inventory = new StoredInventory(directory, this);
        answers = new PendingAnswers(DEADLINES);
        commands = new Commands(inventory.store(), answers, wait);
        actions = actions();
    }

    /** As after a crash: what was committed is there, and calls that were waiting are cut off. */
    void restart() {
        answers = new PendingAnswers(DEADLINES);
        commands = new Commands(inventory.store(), answers, wait);
        actions = actions();
    }

    private Actions actions() {
        return new Actions(
                Stream.of(
                                InstanceActions.all(inventory.store(), commands),
                                DeviceActions.all(
                                        inventory.store(),
                                        UpgradingBox.UPGRADES,
                                        events,
                                        () -> policiesChanged.incrementAndGet()),
                                AccelerationActions.all(
                                        inventory.store(), new IdempotentCommands(inventory.store(), commands)))
                        .flatMap(List::stream)
                        .toList(),
                access);
    }

    /** Who may call; at first the root key alone, which all keys are. */
    Access access() {
        return access;
    }

    Events events() {
        return events;
    }

    /** How often a device was given another policy of automatic upgrades. */
    int policiesChanged() {
        return policiesChanged.get();
    }

    Instant now() {
        return now;
    }

    StoredInventory inventory() {
        return inventory;
    }

    Commands commands() {
        return commands;
    }

    void advance(Duration span) {
        now = now.plus(span);
    }

    /** A SAG-1000 that is online and applies what it is told. */
    void registerApplying(String instanceId, String serial) {
        inventory.registerOnline(instanceId, serial, "2.4.0");
        answering.put(serial, Optional.empty());
        told.clear();
    }

    /** From now on the device refuses whatever it is told. */
    void makeRefuse(String serial, Refusal refusal) {
        answering.put(serial, Optional.of(refusal));
    }

    /** From now on the device says nothing. */
    void silence(String serial) {
        answering.remove(serial);
    }

    @Override
    public void desiredChanged(SerialNumber serial, EncodedCommand desired) {
        answers.desiredChanged(serial, desired);
        Command command = desired.command();
        told.add(command);
        Optional<Refusal> answer = answering.get(serial.text());
        if (answer != null) {
            answer(serial.text(), command, answer);
        }
    }

    /** The device answers a command; what waits for that is told once it is kept. */
    void answer(String serial, Command command, Optional<Refusal> refusal) {
        SerialNumber number = new SerialNumber(serial);
        var unused = inventory
                .store()
                .write(transaction -> {
                    Connections.answered(transaction, number, command.aspect(), command.revision(), refusal);
                    return command;
                })
                .thenAccept(same -> answers.answered(number, command.aspect(), command.revision(), refusal));
    }

    /** The next command that any device was told. */
    Command nextTold() throws InterruptedException {
        Command command = told.poll(30, TimeUnit.SECONDS);
        assertThat(command).isNotNull();
        return requireNonNull(command);
    }

    int toldCount() {
        return told.size();
    }

    /** Waits until all that was asked before has been committed. */
    void awaitCommits() {
        inventory.change(transaction -> {});
    }

    /** Calls an action with parameters, name and value in turn. */
    Response call(String action, String... parameters) {
        return await(start(action, parameters));
    }

    CompletionStage<Response> start(String action, String... parameters) {
        Map<String, String> values = values(parameters);
        Declared.requireAll(action, values.keySet());
        return start(action, values);
    }

    /** Calls an action with parameters that it may not know. */
    CompletionStage<Response> startWithAny(String action, String... parameters) {
        return start(action, values(parameters));
    }

    private static Map<String, String> values(String... parameters) {
        Map<String, String> values = new TreeMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            values.put(parameters[i], parameters[i + 1]);
        }
        return values;
    }

    private CompletionStage<Response> start(String action, Map<String, String> values) {
        var request = new RpcRequest(action, "key-1", Parameters.of(values), ResponseFormat.JSON);
        calls++;
        return actions.run(request, "REQUEST-" + calls, now);
    }

    static Response await(CompletionStage<Response> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** That a call is answered with this error, to the letter. */
    void assertError(int status, String code, String message, String action, String... parameters) {
        assertError(status, code, message, start(action, parameters));
    }

    static void assertError(int status, String code, String message, CompletionStage<Response> call) {
        assertThatThrownBy(() -> await(call)).cause().isInstanceOfSatisfying(ApiException.class, error -> {
            assertThat(error.code()).isEqualTo(code);
            assertThat(error.status()).isEqualTo(status);
            assertThat(error.message()).isEqualTo(message);
        });
    }

    /** That the gateway misses a parameter. */
    void assertMissing(String parameter, String action, String... parameters) {
        assertError(400, "Missing" + parameter, parameter + " is mandatory for this action.", action, parameters);
    }

    /** That the gateway finds a parameter malformed or out of range. */
    void assertInvalid(String parameter, String action, String... parameters) {
        assertError(
                400, "Invalid" + parameter, "Specified parameter " + parameter + " is not valid.", action, parameters);
    }

    /** What a failed call says beside the documented message. */
    static String detail(CompletionStage<Response> call) {
        return call.handle((response, failure) -> {
                    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
                    return cause instanceof ApiException error ? error.detail().orElse("") : cause.toString();
                })
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void close() {
        inventory.close();
    }
}
