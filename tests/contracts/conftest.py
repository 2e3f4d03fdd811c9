from tests.contracts.fixtures import clamd_process, sandbox, sandbox_process

__all__ = ["clamd_process", "sandbox", "sandbox_process"]
