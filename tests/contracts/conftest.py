from tests.contracts.fixtures import clamd_process, s3_process, s3_server, s3_wire, sandbox, sandbox_process

__all__ = ["clamd_process", "s3_process", "s3_server", "s3_wire", "sandbox", "sandbox_process"]
