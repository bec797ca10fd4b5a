package dev.sagfleet.simulator.simtest;

import dev.sagfleet.agent.protocol.Aspect;
import dev.sagfleet.agent.protocol.Envelope;
import dev.sagfleet.agent.protocol.HaRole;
import dev.sagfleet.agent.protocol.Refusal;
import dev.sagfleet.agent.protocol.Revision;
import dev.sagfleet.agent.protocol.UplinkMessage;
import dev.sagfleet.controller.inventory.DesiredStateListener;
import dev.sagfleet.controller.inventory.Device;
import dev.sagfleet.controller.inventory.DeviceAspect;
import dev.sagfleet.controller.inventory.Order;
import dev.sagfleet.controller.inventory.Store;
import dev.sagfleet.controller.memory.EarlyStore;
import dev.sagfleet.controller.memory.MemoryContent;
import dev.sagfleet.controller.session.Session;
import dev.sagfleet.controller.session.SessionEvent;
import dev.sagfleet.controller.session.SessionState;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import net.bytebuddy.asm.Advice;

/** The bugs, as code that is woven into a method: never called, but copied. What is assigned is used by the method. */
@SuppressWarnings({"UnusedVariable", "ParameterName", "unused"})
final class Mutants {
    /** The method does nothing, and returns false, 0 or null. */
    static final class DoesNothing {
        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter() {
            return true;
        }
    }

    static final class ReturnsTrue {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) boolean returned) {
            returned = true;
        }
    }

    static final class ReturnsFalse {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) boolean returned) {
            returned = false;
        }
    }

    static final class ReturnsNothing {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) Optional<?> returned) {
            returned = Optional.empty();
        }
    }

    static final class CountsOnceOnly {
        @Advice.OnMethodExit
        static void exit(@Advice.This Revision itself, @Advice.Return(readOnly = false) Revision returned) {
            if (itself.number() > 0) {
                returned = itself;
            }
        }
    }

    static final class AcknowledgesWhenAsked {
        @Advice.OnMethodExit
        static void exit(@Advice.Argument(0) Object queued, @Advice.FieldValue("content") MemoryContent content) {
            EarlyStore.acknowledge(queued, content);
        }
    }

    static final class AcknowledgesOnce {
        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter(@Advice.FieldValue("stage") CompletableFuture<?> stage) {
            return stage.isDone();
        }
    }

    static final class WakesWhenAsked {
        @Advice.OnMethodEnter
        static void enter(
                @Advice.Argument(0) Store.Change<?> change,
                @Advice.FieldValue("content") MemoryContent content,
                @Advice.FieldValue("listener") DesiredStateListener listener) {
            EarlyStore.wake(change, content, listener);
        }
    }

    static final class TakesAnyEpochForItsOwn {
        @Advice.OnMethodEnter
        static void enter(
                @Advice.Argument(0) SessionState.Online state,
                @Advice.Argument(value = 1, readOnly = false) Envelope<UplinkMessage> envelope) {
            envelope = new Envelope<>(state.epoch(), envelope.message());
        }
    }

    static final class AdoptsAnyEpoch {
        @Advice.OnMethodEnter
        static void enter(
                @Advice.Argument(0) Envelope<?> envelope,
                @Advice.FieldValue(value = "epoch", readOnly = false) long epoch) {
            epoch = envelope.epoch();
        }
    }

    static final class KeepsTheRoleOfTheActive {
        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter(@Advice.Argument(1) Device device) {
            return device.role() == HaRole.ACTIVE;
        }
    }

    static final class AdmitsWithoutCommands {
        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(value = 2, readOnly = false) SessionEvent event) {
            if (event instanceof SessionEvent.Admitted admitted) {
                event = new SessionEvent.Admitted(admitted.epoch(), List.of());
            }
        }
    }

    static final class LeavesOrdersOpen {
        @Advice.OnMethodExit
        static void exit(
                @Advice.This Order order,
                @Advice.Argument(0) Order.Status status,
                @Advice.Return(readOnly = false) Order returned) {
            if (status == Order.Status.CLOSED) {
                returned = order;
            }
        }
    }

    static final class SendsNothing {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) Session.Step returned) {
            returned = new Session.Step(returned.next(), List.of());
        }
    }

    static final class RecordsAnyAnswer {
        @Advice.OnMethodExit
        static void exit(
                @Advice.FieldValue("state") SessionState.Online state,
                @Advice.Argument(0) Aspect aspect,
                @Advice.Argument(1) Revision revision,
                @Advice.Argument(2) Optional<Refusal> refusal,
                @Advice.Return(readOnly = false) Session.Step returned) {
            if (returned.effects().isEmpty()) {
                returned = LateAnswer.record(state, aspect, revision, refusal);
            }
        }
    }

    static final class TakesAnyAnswer {
        @Advice.OnMethodExit
        static void exit(
                @Advice.This DeviceAspect aspect,
                @Advice.Argument(0) Revision revision,
                @Advice.Argument(1) Optional<Refusal> refusal,
                @Advice.Return(readOnly = false) Optional<DeviceAspect> returned) {
            returned = Optional.of(aspect.withReported(revision, refusal));
        }
    }

    static final class ForgetsWhatItDid {
        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter(@Advice.FieldValue("steps") Deque<Runnable> steps) {
            steps.clear();
            return true;
        }
    }

    private Mutants() {}
}
